using ContactHub.Conversations;

namespace ContactHub.Phone;

/// <summary>The configuration section <c>Phone</c>: where calls come from. Without settings the hub has no phone.</summary>
public sealed record PhoneOptions
{
    public const string Section = "Phone";

    /// <summary>The municipality's own Asterisk.</summary>
    public AsteriskOptions Asterisk { get; init; } = new();

    /// <summary>Providers that report their calls to the hub.</summary>
    public WebhookOptions[] Webhooks { get; init; } = [];

    /// <summary>Which department calls to a number, or in a queue, belong to; others to the default one.</summary>
    public PhoneDepartment[] Departments { get; init; } = [];

    /// <summary>What the wrap-up of a call offers to label the conversation with.</summary>
    public string[] Outcomes { get; init; } = ["bilgi verildi", "talep alındı", "birime iletildi", "geri aranacak"];

    /// <summary>The folder on this machine in which the exchange's recordings are, to be heard at the desk; empty: there is none.</summary>
    public string Recordings { get; init; } = "";

    /// <summary>Whether calls come from anywhere.</summary>
    internal bool IsOn => Asterisk.IsOn || Webhooks.Length > 0;

    /// <summary>The department of a call; null when nothing is set for its queue or the number that was called.</summary>
    public string? DepartmentOf(string? queue, string? number) =>
        (Array.Find(Departments, d => d.Number == queue && queue is not null) ?? Array.Find(Departments, d => d.Number == number && number is not null))?.Department;

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems() => Asterisk.Problems()
        .Concat(Recordings.Length > 0 && !Directory.Exists(Recordings) ? [$"Phone:Recordings is '{Recordings}', where there is no folder."] : Array.Empty<string>())
        .Concat(Outcomes.Where(o => o.Length is 0 or > ConversationLimits.LabelLength).Select(_ => $"Phone:Outcomes are labels of 1 to {ConversationLimits.LabelLength} characters."))
        .Concat(Departments.Where(d => d.Number.Length == 0 || d.Department.Length == 0).Select(_ => "Phone:Departments needs a Number and a Department each."))
        .Concat(Webhooks.SelectMany((webhook, number) => webhook.Problems($"Phone:Webhooks:{number}")))
        .Concat(Webhooks.CountBy(w => w.Secret, StringComparer.Ordinal).Where(s => s.Key.Length > 0 && s.Value > 1).Select(_ => "Phone:Webhooks has one Secret more than once."));
}

/// <summary>Where calls to a number, or in a queue, belong.</summary>
public sealed record PhoneDepartment
{
    /// <summary>The called number as the exchange writes it, or the name of a queue.</summary>
    public string Number { get; init; } = "";

    /// <summary>The id of the department.</summary>
    public string Department { get; init; } = "";
}

/// <summary>An Asterisk that the hub speaks with over its manager interface (AMI).</summary>
public sealed record AsteriskOptions
{
    /// <summary>Host name or address; empty: there is none.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 5038;

    /// <summary>The section of <c>manager.conf</c> to log in as.</summary>
    public string Username { get; init; } = "";

    public string Secret { get; init; } = "";

    /// <summary>What stands before an extension in the name of an agent's phone.</summary>
    public string Technology { get; init; } = "PJSIP/";

    /// <summary>The dialplan's context in which agents dial out.</summary>
    public string Context { get; init; } = "from-internal";

    /// <summary>The number that citizens see when agents call them; empty: the trunk's own.</summary>
    public string CallerId { get; init; } = "";

    /// <summary>How long the phone of an agent who clicked rings.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the Asterisk may take to answer an action, or to be connected to.</summary>
    public TimeSpan ActionTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the Asterisk is asked whether it is there.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest pause between two attempts to connect.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    internal bool IsOn => Host.Length > 0;

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsOn)
        {
            if (Username.Length > 0 || Secret.Length > 0) yield return "Phone:Asterisk:Host is missing.";
            yield break;
        }

        if (Port is < 1 or > 65535) yield return "Phone:Asterisk:Port must be 1 to 65535.";
        if (Username.Length == 0) yield return "Phone:Asterisk:Username is missing.";
        if (Secret.Length == 0) yield return "Phone:Asterisk:Secret is missing.";
        if (!Technology.EndsWith('/')) yield return "Phone:Asterisk:Technology must end with /, as PJSIP/ does.";
        if (Context.Length == 0) yield return "Phone:Asterisk:Context is missing.";
        foreach (var (name, value) in new[] { ("Username", Username), ("Secret", Secret), ("Technology", Technology), ("Context", Context), ("CallerId", CallerId) })
        {
            if (value.AsSpan().IndexOfAny('\r', '\n') >= 0) yield return $"Phone:Asterisk:{name} may not have more than one line.";
        }

        if (RingTime < TimeSpan.FromSeconds(5) || RingTime > TimeSpan.FromMinutes(2)) yield return "Phone:Asterisk:RingTime must be 00:00:05 to 00:02:00.";
        if (ActionTime < TimeSpan.FromSeconds(1) || ActionTime > TimeSpan.FromMinutes(1)) yield return "Phone:Asterisk:ActionTime must be 00:00:01 to 00:01:00.";
        if (PingEvery < TimeSpan.FromSeconds(5) || PingEvery > TimeSpan.FromMinutes(5)) yield return "Phone:Asterisk:PingEvery must be 00:00:05 to 00:05:00.";
        if (LongestPause < TimeSpan.FromSeconds(1) || LongestPause > TimeSpan.FromMinutes(10)) yield return "Phone:Asterisk:LongestPause must be 00:00:01 to 00:10:00.";
    }
}
