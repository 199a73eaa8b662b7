namespace ContactHub.Desk;

/// <summary>What one desk connection may ask for: far above what a person does, far below what would hurt the others.</summary>
public sealed class DeskLimits(TimeProvider clock)
{
    /// <summary>Conversations that one screen shows live at the same time.</summary>
    public const int ShownAtOnce = 100;

    private static readonly TimeSpan TypingGap = TimeSpan.FromSeconds(1);

    public bool TryTyping(DeskConnection connection)
    {
        var now = clock.GetTimestamp();
        if (connection.LastTyping != 0 && clock.GetElapsedTime(connection.LastTyping, now) < TypingGap) return false;
        connection.LastTyping = now;
        return true;
    }
}
