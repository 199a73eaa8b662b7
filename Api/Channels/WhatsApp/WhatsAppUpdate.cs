using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>Something that WhatsApp tells about a number.</summary>
internal abstract record WhatsAppUpdate;

/// <summary>A person wrote.</summary>
/// <param name="Id">Begins with <c>wamid.</c>; the same id is the same message.</param>
/// <param name="Quotes">The message that it answers or reacts to; null when it is none.</param>
internal sealed record WhatsAppMessage(WhatsAppPerson From, string Id, DateTimeOffset At, WhatsAppContent Content, string? Quotes = null) : WhatsAppUpdate;

/// <summary>What became of a message of the municipality.</summary>
/// <param name="Mark">What was sent along; null when the message had none.</param>
/// <param name="Code">Why it failed, as a number; null when it did not.</param>
internal sealed record WhatsAppStatus(WhatsAppPerson To, DeliveryStatus Status, MessengerMark? Mark, string? Code, string? Detail) : WhatsAppUpdate;

/// <summary>Something that is not for the hub.</summary>
internal sealed record WhatsAppOther : WhatsAppUpdate;

/// <summary>
/// Who it is. WhatsApp vouches for both: the number the account was registered with, which who has a user name need not show, and the id of the account,
/// which is the municipality's alone (a business-scoped user id). At least one is there.
/// </summary>
/// <param name="Number">Digits, with the country's code; null when it isn't shown.</param>
/// <param name="UserId">Such as <c>TR.13491208655302741918</c>; null when WhatsApp gave none.</param>
/// <param name="Name">Typed in.</param>
internal sealed record WhatsAppPerson(string? Number, string? UserId, string? Name)
{
    /// <summary>Where they are written to.</summary>
    public string Address => Number ?? UserId!;

    public string PlaceId(WhatsAppNumber number) => MessengerPlace.IdOf(Channels.WhatsApp, number.Id, Address);

    /// <summary>Null when there is nothing that they could be written to by.</summary>
    public static WhatsAppPerson? Of(string? number, string? userId, string? name)
    {
        var digits = number is { Length: > 0 and <= 20 } && number.All(char.IsAsciiDigit) ? number : null;
        var id = userId is { Length: > 3 and <= 140 } && userId.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? userId : null;
        return digits is null && id is null ? null : new WhatsAppPerson(digits, id, name);
    }

    /// <summary>When something was, from seconds since 1970 as text.</summary>
    public static DateTimeOffset Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) && since is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(since)
            : DateTimeOffset.UnixEpoch;
}

/// <summary>A file of a message.</summary>
/// <param name="Id">What the API knows it by.</param>
/// <param name="Name">As the sender called it, or made up of what it is.</param>
internal sealed record WhatsAppFile(string Id, string Name);
