"""Mail in, reply draft out: one module per mail system or file format."""
