namespace ContactHub.Conversations;

/// <summary>Where an event came in or went out. An open set of names: a channel of a newer version is shown as it is called.</summary>
public static class Channels
{
    /// <summary>The web chat of the municipality's sites.</summary>
    public const string Chat = "chat";

    /// <summary>Clients that speak Direct Line 3.0.</summary>
    public const string DirectLine = "directline";

    /// <summary>Mails.</summary>
    public const string Email = "email";

    /// <summary>Telephone calls.</summary>
    public const string Phone = "phone";

    /// <summary>Telegram's bots.</summary>
    public const string Telegram = "telegram";

    /// <summary>The agent desk.</summary>
    public const string Desk = "desk";

    /// <summary>The hub itself.</summary>
    public const string Hub = "hub";
}
