module compare

go 1.21
