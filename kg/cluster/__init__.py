"""Archives into shards: the reading of `kg.pipeline` on as many processes and machines as there are.

In: sources of any size. Out: a folder of shards (sorted N-Quads, statements as Parquet, a report of each) and a
manifest, the same bytes whichever engine wrote them and with however many workers. One file a job:

    parts       sources -> parts (an archive, or some hundred small files) -> batches of articles, sized by words
    reading     what one article gives: N-Quads, rows, or why not; runs in a process that may be killed
    worker      that process, the limit of time, and whom a dead process was reading
    shard       batch -> shard: the unit of work, the same for every engine
    folder      where shards are kept, here or in an object store; whole or not at all
    tally       what is done, as results come in, and what is not yet
    editions    which of several editions of a page counts, when all is read
    manifest    the list of shards with counts and checksums; checked when they are loaded
    local, on_ray   the engines
"""
