"""What is known already: what young people, children, parents and carers have told services before."""
