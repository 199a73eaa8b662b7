namespace ContactHub.Demo;

/// <summary>The configuration section <c>Demo</c>.</summary>
public sealed record DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Seeds a demo municipality into an empty database, and serves its page under <c>/demo/</c>.</summary>
    public bool Enabled { get; init; }
}
