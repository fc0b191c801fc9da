"""The contract of the HMIS API: what the server answers and its clients read. One module a resource."""
