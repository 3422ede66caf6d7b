"""Who may see what: the audience and its masking, decided once for every output."""
