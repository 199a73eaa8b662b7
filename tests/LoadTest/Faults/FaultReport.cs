namespace ContactHub.LoadTest.Faults;

/// <summary>What <c>faults</c> prints. Counts over both sides: the citizens' reloads and the agent's.</summary>
/// <param name="Kills">SIGKILLs under load.</param>
/// <param name="Acknowledged">Messages whose sender holds a receipt.</param>
/// <param name="Lost">Acknowledged messages that a reload does not show.</param>
/// <param name="Misplaced">Messages at another sequence than their receipt says.</param>
/// <param name="Holes">Sequences that are missing in a timeline.</param>
/// <param name="Resent">Sends repeated because the hub was gone.</param>
/// <param name="ReceiptsChanged">Known client ids that got another receipt than the first time.</param>
/// <param name="ScreensDiffering">Conversations whose screen, open through all kills, differs from a reload.</param>
/// <param name="ScreenRepairs">Gaps in pushes that the screen filled by asking.</param>
/// <param name="RestartMs">From the kill to a listening hub: median and longest, in milliseconds.</param>
internal sealed record FaultReport(
    int Kills,
    int Citizens,
    int Acknowledged,
    int Lost,
    int Duplicated,
    int OutOfOrder,
    int Misplaced,
    int Holes,
    int Resent,
    int ReceiptsChanged,
    int ScreensDiffering,
    int ScreenRepairs,
    RestartTimes RestartMs)
{
    public bool Clean => Lost == 0 && Duplicated == 0 && OutOfOrder == 0 && Misplaced == 0 && Holes == 0 && ReceiptsChanged == 0
        && ScreensDiffering == 0;
}

/// <summary>Milliseconds without a hub.</summary>
internal sealed record RestartTimes(double? Median, double Longest);
