//! How things look: pages, tables, forms and files.

pub mod csv;
pub mod form;
pub mod line;
pub mod page;
pub mod pdf;
pub mod pdf_font;
pub mod table;
pub mod text;
pub mod xlsx;
