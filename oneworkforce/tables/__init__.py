"""Tables in files: one reader of CSV and XLSX, one kind of fault, and one writer that writes no formula."""
