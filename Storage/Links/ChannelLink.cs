namespace ContactHub.Links;

/// <summary>How the hub's link to the other side of a channel stands: to a mailbox, a telephone exchange, a messenger's bot.</summary>
/// <param name="Place">Which of the channel's, by its id in the settings.</param>
/// <param name="Since">When it came up, or when it broke.</param>
/// <param name="HeardAt">When something last came over it, to half a minute; null when nothing ever did.</param>
/// <param name="Fault">Why it is down; null while it is up.</param>
public sealed record ChannelLink(string Channel, string Place, DateTimeOffset Since, DateTimeOffset? HeardAt, LinkFault? Fault);

/// <summary>Why a link is down.</summary>
/// <param name="Code">One of <see cref="LinkFaults"/>.</param>
/// <param name="Detail">For who repairs it: what the other side or the system said, in its own words.</param>
public sealed record LinkFault(string Code, string Detail)
{
    /// <summary>Longest <see cref="Detail"/> that is kept, in characters.</summary>
    public const int MostDetail = 500;
}

/// <summary>What is wrong with a link, as far as its keeper can tell.</summary>
public static class LinkFaults
{
    /// <summary>It can't be reached, or the connection broke.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>User, password, key or token were refused.</summary>
    public const string SignIn = "signIn";

    /// <summary>TLS failed: there is none, or a certificate that isn't to be trusted.</summary>
    public const string Security = "security";

    /// <summary>It was silent for too long.</summary>
    public const string Timeout = "timeout";

    /// <summary>It answers, but not as it should.</summary>
    public const string Refused = "refused";

    /// <summary>The hub's own: its database or its grains.</summary>
    public const string Hub = "hub";
}
