"""Who is who across articles: judgements about pairs of entities, and the merged view that they give."""
