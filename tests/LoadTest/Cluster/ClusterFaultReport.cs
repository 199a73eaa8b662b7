using ContactHub.LoadTest.Faults;

namespace ContactHub.LoadTest.Cluster;

/// <summary>What <c>faults --silos</c> prints. Counts of faults are over three readings: the citizens' reloads, the agent's, and the log's tables.</summary>
/// <param name="Kills">SIGKILLs under load, by kind.</param>
/// <param name="Ended">Processes that ended though nobody had killed them, such as a silo that was wrongly declared dead; they were started again.</param>
/// <param name="Acknowledged">Messages whose sender holds a receipt.</param>
/// <param name="Lost">Acknowledged messages that a reading does not show.</param>
/// <param name="Misplaced">Messages at another sequence than their receipt says.</param>
/// <param name="Holes">Sequences that are missing in a timeline.</param>
/// <param name="Resent">Sends repeated because a connection broke or the hub said to try again.</param>
/// <param name="Rejected">Those that the hub answered, with <c>unavailable</c> or <c>rateLimited</c>.</param>
/// <param name="ReceiptsChanged">Known client ids that got another receipt than the first time.</param>
/// <param name="ScreensDiffering">Conversations on screens, open through all kills, that differ from a reload.</param>
/// <param name="ScreenRepairs">Gaps in pushes that screens filled by asking.</param>
/// <param name="PaceMs">Time between a citizen's messages, which a recovery time includes.</param>
/// <param name="RecoveryMs">By kind of kill, until every conversation answered again.</param>
internal sealed record ClusterFaultReport(
    int Silos,
    int Apis,
    IReadOnlyDictionary<string, int> Kills,
    int Ended,
    int Citizens,
    int Acknowledged,
    int Lost,
    int Duplicated,
    int OutOfOrder,
    int Misplaced,
    int Holes,
    int Resent,
    int Rejected,
    int ReceiptsChanged,
    int ScreensDiffering,
    int ScreenRepairs,
    double PaceMs,
    IReadOnlyDictionary<string, RecoveryTimes> RecoveryMs)
{
    public bool Clean => Lost == 0 && Duplicated == 0 && OutOfOrder == 0 && Misplaced == 0 && Holes == 0 && ReceiptsChanged == 0
        && ScreensDiffering == 0;

    /// <param name="found">What both sides' reloads show.</param>
    /// <param name="log">What the log's tables show.</param>
    public static ClusterFaultReport Of(
        ClusterShape shape, KillPlan plan, int ended, TimeSpan pace, FaultCrowd crowd, FaultFindings found, TimelineCheck log, IEnumerable<Recovery> recoveries)
    {
        TimelineCheck all = found.Timelines + log;
        return new ClusterFaultReport(
            shape.Silos, shape.Apis, plan.Counts, ended, crowd.Citizens.Count, crowd.Acknowledged,
            all.Lost, all.Duplicated, all.OutOfOrder, all.Misplaced, all.Holes,
            crowd.Citizens.Sum(citizen => citizen.Resent), crowd.Citizens.Sum(citizen => citizen.Rejected), crowd.Citizens.Sum(citizen => citizen.ReceiptsChanged),
            found.ScreensDiffering, crowd.ScreenRepairs, Math.Round(pace.TotalMilliseconds), RecoveryTimes.ByKind(recoveries));
    }
}
