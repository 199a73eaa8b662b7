namespace ContactHub.Conversations;

/// <summary>Limits on what a command may carry, in UTF-16 characters.</summary>
public static class ConversationLimits
{
    public const int CitizenText = 1_000;
    public const int StaffText = 4_000;
    public const int Comment = 1_000;
    public const int Value = 256;
    public const int CommandId = 64;
    public const int Labels = 20;
    public const int LabelLength = 40;
}
