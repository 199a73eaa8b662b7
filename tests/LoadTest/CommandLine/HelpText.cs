namespace ContactHub.LoadTest.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public const string Text = """
        ContactHub load and fault tool. Everything runs on 127.0.0.1; servers are child processes of this one.
        Build with -c Release: figures of Debug builds mean nothing.

          relay | durable | hub   load one server and print one JSON line
            relay      bare SignalR hub that passes a message to a group of one
            durable    the same with one group-committed SQLite insert (WAL, synchronous=FULL, at most 1,000 rows)
                       before the push and the receipt
            hub        ContactHub: a citizen's message to the agent's screen
            --pairs N     citizens, each with an agent of his own (closed loop 200, open loop 100)
            --window N    closed loop: messages under way a pair (4); the next leaves when the agent's connection has one
            --rate N      open loop: messages a second over all pairs, whatever has arrived
            --warm S      load before measuring (10)
            --seconds S   measuring time (10)
            relay is fire-and-forget, as a bare hub is used; durable and hub answer every message with a completion
            (the receipt), which is counted but does not hold back the next message.

          compare (or --compare)   relay, durable, hub in turn, each on a fresh server; the last line is a JSON object
            --rounds N    how often (3)
            --pairs, --window, --warm, --seconds as above; --rate for the latencies (1,000)
            hubToRelay, hubToDurable: throughput, ratio of medians; p50ToRelay, p99ToRelay: latency at the rate;
            cpuToRelay: server processor time a message in the closed loop.

          idle [N]      N idle visitor connections (10000): resident memory a connection
            --target relay|hub|both (both)    --settle S   seconds before the settled reading (25)
            --say         each visitor opens the conversation by a first message, which the bot answers

          faults        kill -9 the hub under load, start it again, and check every acknowledged message on both sides,
                        and an agent's screen that stayed open against its reload
            --kills N (20)    --pairs N (50)    --rate N   messages a second over all pairs (1,000)
            with --silos N: kill -9 a cluster's processes in turn, each kind as often as planned, in random order; every citizen
            goes to the next Api node when his is gone; the log's tables are read as well
            --plan silo=4,api=2,redis=2,postgres=2   how often each is killed    --rate N (250)
            recoveryMs: from the kill until every conversation had a receipt for a message written after it (at most
            paceMs of that is the time until a citizen writes next); newcomer: until somebody who came then had one

          log           the event log alone, rows a second over raw group commit of the same schema, on SQLite and PostgreSQL
            --seconds N   time of each measurement (4)    --rounds N (3)

          A cluster instead of one process: hub, idle and faults with
            --silos N     silos, Api nodes, Redis and PostgreSQL, each a process of its own; needs redis-server and PostgreSQL's server
                          (0: the hub of one process, of the default build, on PostgreSQL, to compare with)
            --apis N (2)  a citizen and his agent are on different Api nodes
            --silo FILE   ContactHub.Silo.dll of a build with -p:Engine=Orleans (default: the one of this repository, same configuration);
                          --hub names the Api's dll of the same build    --redis PROGRAM (redis-server)
            --set Section:Key=value   for silos and Api nodes; may be repeated
            cpuUsByKind, bytesByKind: the same figures by kind of process

          Options for every command that starts the hub
            --hub FILE    its ContactHub.Api.dll (default: the one built beside this tool)
            --data DIR    where databases go (default: the folder for temporary files); removed afterwards
            --verbose     print servers' last lines to standard error
          hub only: --url URL --agent EMAIL --password TEXT [--pid N]   a hub that already runs on this machine, with somebody
          who may take any conversation; without its process id there is no server processor time

        Latency is from the citizen's send to the arrival at the agent's connection, on one clock. The measurement is cut
        into slices of 0.5 s; a slice is quiet when other processes used less than 0.15 core in it and in the one before.
        With 2 s of quiet slices or more the headline figures are theirs ("basis":"quiet"), else those of all slices.

        Exit code: 0 all well; 1 something was lost, doubled, out of order, refused or failed; 2 bad arguments.
        """;
}
