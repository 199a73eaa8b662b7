namespace ContactHub.Desk;

/// <summary>What one desk connection may ask for: far above what a person does, far below what would hurt the others.</summary>
public static class DeskLimits
{
    /// <summary>Conversations that one screen shows live at the same time.</summary>
    public const int ShownAtOnce = 100;
}
