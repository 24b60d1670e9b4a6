"""Parses Sigma rules with pySigma, validates them and converts them to Lucene without a pipeline.

Standard input: a JSON object, file name to file text. Standard output: a JSON object, file name to
{"queries": [...], "issues": [...]}; a file that pySigma refuses has an issue and no query.
"""

import json
import socket
import sys

from sigma.backends.elasticsearch import LuceneBackend
from sigma.collection import SigmaCollection
from sigma.validation import SigmaValidator
from sigma.validators.core import validators

# Not run, and why.
LEFT_OUT = {
    "attacktag",  # downloads ATT&CK; the pack checks its mapping against its own copy
    "d3_fendtag",  # downloads D3FEND, which no rule names
    "number_as_string",  # a keyword field holds text, also where the text is digits
}


def no_network(*_arguments, **_options):
    raise RuntimeError("pySigma wants the network")


def check(name, text, validator):
    try:
        collection = SigmaCollection.from_yaml(text)
        queries = LuceneBackend().convert(collection)
    except Exception as error:  # whatever is wrong belongs to this file
        return {"queries": [], "issues": [f"{type(error).__name__}: {error}"]}
    issues = [str(issue) for rule in collection.rules for issue in validator.validate_rule(rule)]
    return {"queries": queries, "issues": issues}


def main():
    unknown = LEFT_OUT - set(validators)
    if unknown:
        raise RuntimeError(f"pySigma has no validator {sorted(unknown)}, only {sorted(validators)}")
    socket.socket = no_network
    validator = SigmaValidator(kind for name, kind in validators.items() if name not in LEFT_OUT)
    answers = {name: check(name, text, validator) for name, text in json.load(sys.stdin).items()}
    # Duplicate ids and titles show in the whole only.
    overall = [str(issue) for issue in validator.finalize()]
    json.dump({"files": answers, "issues": overall}, sys.stdout)


main()
