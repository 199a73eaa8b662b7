using ContactHub.Intake;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Messengers;

/// <summary>Where a citizen of a messenger is written to.</summary>
/// <param name="Id">What events name it by: a key that says nothing of the address.</param>
/// <param name="Account">The municipality's own account there, as the settings call it.</param>
/// <param name="Address">The citizen's, in the messenger's terms: a chat id, a number.</param>
/// <param name="Language">tr, en, ar: of what the hub itself says there.</param>
/// <param name="ConversationId">Where the latest message went; null when none was taken yet.</param>
/// <param name="HeardAt">When the citizen last wrote; null when never.</param>
/// <param name="Notice">Which version of the privacy notice was sent there; null when none was.</param>
public sealed record MessengerPlace(
    string Id, string Channel, string Account, string Address, string Language, string? ConversationId, DateTimeOffset? HeardAt, string? Notice)
{
    /// <summary>The id of a place, the same in every process.</summary>
    public static string IdOf(string channel, string account, string address) => SourceKeys.Hash($"{channel}\n{account}\n{address}");
}

/// <summary>The places, kept so that an answer finds its way back.</summary>
public sealed class MessengerPlaces(HubDatabase database, TimeProvider clock)
{
    /// <summary>Null when nobody ever wrote from there.</summary>
    public async Task<MessengerPlace?> Find(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT id, channel, account, address, language, conversation, heard_at AS HeardAt, notice FROM messenger_places WHERE id = @id", new { id });
        return row is null ? null : new MessengerPlace(
            row.Id, row.Channel, row.Account, row.Address, row.Language, row.Conversation, row.HeardAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, row.Notice);
    }

    /// <summary>Keeps a place, so that it is there before anything is answered.</summary>
    public async Task Keep(MessengerPlace place, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            """
            INSERT INTO messenger_places (id, channel, account, address, language) VALUES (@Id, @Channel, @Account, @Address, @Language)
            ON CONFLICT (id) DO UPDATE SET language = excluded.language WHERE messenger_places.language <> excluded.language
            """,
            place);
    }

    /// <summary>The citizen wrote, and the message went to this conversation.</summary>
    public async Task Heard(string id, string conversation, DateTimeOffset at, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            "UPDATE messenger_places SET conversation = @conversation, heard_at = CASE WHEN coalesce(heard_at, 0) < @at THEN @at ELSE heard_at END WHERE id = @id",
            new { id, conversation, at = at.UtcTicks });
    }

    /// <summary>The privacy notice was sent there, in this version, now.</summary>
    public async Task Noticed(string id, string notice, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE messenger_places SET notice = @notice, noticed_at = @at WHERE id = @id", new { id, notice, at = clock.GetUtcNow().UtcTicks });
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public required string Account { get; init; }
        public required string Address { get; init; }
        public required string Language { get; init; }
        public string? Conversation { get; init; }
        public long? HeardAt { get; init; }
        public string? Notice { get; init; }
    }
}
