"""Reply drafts in the sender's language that cite the ERP's facts."""
