//! The World and every phrase, in Swedish and English.
