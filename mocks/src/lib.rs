//! The stub portal and its switchable faults.
