//go:build tools

// Package mito names what the suite builds: Elastic's CEL evaluator.
package mito

import _ "github.com/elastic/mito/cmd/mito"
