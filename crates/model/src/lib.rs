//! The nouns: profile, matrix, cells, verdicts, runs.
