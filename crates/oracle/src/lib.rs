//! Decode, search, observe, settle.
