"""What is known already: what young people, parents and carers have told services before."""
