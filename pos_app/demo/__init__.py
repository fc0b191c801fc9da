"""The whole product on one computer: starts the programs, watches over them, stops them. It knows them as
processes only."""
