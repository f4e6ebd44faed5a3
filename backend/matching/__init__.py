"""Trade documents are matched against the ERP's Catalog."""
