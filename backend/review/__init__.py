"""What a person decides about a case, and the policy that routes it."""
