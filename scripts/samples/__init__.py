"""Makes the sample messages of the practice mailbox: invented companies whose documents agree with the practice ERP."""
