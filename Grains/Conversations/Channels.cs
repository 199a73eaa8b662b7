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

    /// <summary>Bots from outside: no way for citizens to come in by, but a link that can break.</summary>
    public const string Bots = "bots";

    /// <summary>Telegram's bots.</summary>
    public const string Telegram = "telegram";

    /// <summary>The municipality's numbers on WhatsApp.</summary>
    public const string WhatsApp = "whatsapp";

    /// <summary>Other systems, by the open API.</summary>
    public const string Api = "api";

    /// <summary>Applications that come by CİMER.</summary>
    public const string Cimer = "cimer";

    /// <summary>The agent desk.</summary>
    public const string Desk = "desk";

    /// <summary>The hub itself.</summary>
    public const string Hub = "hub";

    /// <summary>Where what is done in the place of staff comes from: the desk, another system, or the hub itself.</summary>
    internal static string Of(Actor by) => by.IsStaff ? Desk : by == Actor.Hub ? Hub : Api;
}
