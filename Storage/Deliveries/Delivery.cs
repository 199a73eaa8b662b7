using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactHub.Storage;

namespace ContactHub.Outbound;

/// <summary>Something that is to leave the hub because of an event, as its channel selects it.</summary>
/// <param name="Target">Where it goes, in the channel's own terms, such as a webhook's id; at most one delivery of an event for each target.</param>
/// <param name="OrderKey">Deliveries of a channel with the same key leave in the order of their events, one after the other.</param>
/// <param name="Payload">
/// Opaque bytes that the channel needs to send it; empty when the event, which can be read again by conversation and sequence, says all.
/// Never a file: files are named by their id.
/// </param>
public sealed record NewDelivery(string Target, string OrderKey, ReadOnlyMemory<byte> Payload = default);

/// <summary>A delivery as the outbox keeps it.</summary>
/// <param name="Id">32 hexadecimal digits; the same however often it is sent, so that it can serve as idempotency key.</param>
/// <param name="Position">Of the event, in the order of all events.</param>
/// <param name="Seq">Of the event, in its conversation.</param>
/// <param name="Kind">Of the event, such as <c>messagePosted</c>.</param>
/// <param name="Attempts">How often it was tried; while it is being sent, with this time.</param>
/// <param name="FirstAt">When it was first tried.</param>
/// <param name="Code">What the last attempt's outcome said; null before, and when it said none.</param>
/// <param name="Detail">Why the last attempt failed, or what was answered.</param>
public sealed record Delivery(
    string Id, string Channel, string Target, string OrderKey, long Position, string ConversationId, long Seq, string Kind, ReadOnlyMemory<byte> Payload,
    DateTimeOffset CreatedAt, DeliveryState State, int Attempts, DateTimeOffset? FirstAt, string? Code, string? Detail)
{
    /// <summary>The stable id of what an event sends to a target. An event that is selected again, by whomever, gives the same one.</summary>
    public static string IdOf(string channel, string target, StoredEvent e)
    {
        // The instant tells events apart that had the same place before and after an older backup was put back.
        var name = string.Create(CultureInfo.InvariantCulture, $"{channel}\n{target}\n{e.ConversationId}\n{e.Seq}\n{e.At.UtcTicks}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }
}

/// <summary>What became of a delivery so far; the values are stored.</summary>
public enum DeliveryState
{
    /// <summary>It is to be sent, for the first time or again.</summary>
    Waiting = 0,

    /// <summary>It failed for good, and its channel is still to be told.</summary>
    GivingUp = 1,

    Delivered = 2,

    /// <summary>It failed for good, and its channel knows.</summary>
    GivenUp = 3,
}
