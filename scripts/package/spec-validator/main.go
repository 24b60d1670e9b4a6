// Command spec-validator runs the validator of Elastic's package-spec on built packages and prints what it found as JSON.
//
// Arguments are paths: a folder is validated as a package folder, a file ending in .zip as the package that is
// installed. The exit code is 0 also when there are findings; anything else means that the validator did not run.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/elastic/package-spec/v3/code/go/pkg/specerrors"
	"github.com/elastic/package-spec/v3/code/go/pkg/validator"
)

// finding is what the validator said of one package. Severity is "error" or "warning"; Code is empty for most.
type finding struct {
	Package  string `json:"package"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
}

const warningPrefix = "Warning: "

// The validator says this of every package in build mode; it is about itself.
const previewNotice = "is in technical preview"

func main() {
	findings := []finding{}
	for _, path := range os.Args[1:] {
		// The legacy mode has most checks and is what elastic-package runs; the build mode adds those of built packages.
		for _, mode := range []validator.Mode{validator.LegacyMode, validator.BuildMode} {
			found, err := validate(path, mode)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			findings = append(findings, found...)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(unique(findings)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func validate(path string, mode validator.Mode) ([]finding, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	// Warnings are only printed, through the standard logger.
	var warnings bytes.Buffer
	log.SetFlags(0)
	log.SetOutput(&warnings)
	v, err := validator.New(mode, validator.WithWarningsAsErrors(false))
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(path, ".zip") {
		err = v.ValidateFromZip(path)
	} else {
		err = v.ValidateFromPath(path)
	}

	findings := []finding{}
	var list specerrors.ValidationErrors
	if errors.As(err, &list) {
		for _, one := range list {
			findings = append(findings, finding{path, "error", one.Code(), one.Error()})
		}
	} else if err != nil {
		findings = append(findings, finding{path, "error", "", err.Error()})
	}
	for _, line := range strings.Split(warnings.String(), "\n") {
		if line != "" && !strings.Contains(line, previewNotice) {
			findings = append(findings, finding{path, "warning", "", strings.TrimPrefix(line, warningPrefix)})
		}
	}
	return findings, nil
}

// unique keeps the first of findings that say the same of the same package.
func unique(findings []finding) []finding {
	seen := map[finding]bool{}
	kept := []finding{}
	for _, one := range findings {
		if !seen[one] {
			seen[one] = true
			kept = append(kept, one)
		}
	}
	return kept
}
