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
/// <param name="HeardMessage">The messenger's own id of what the citizen wrote last; null when never.</param>
/// <param name="Notice">Which version of the privacy notice was sent there; null when none was.</param>
public sealed record MessengerPlace(
    string Id, string Channel, string Account, string Address, string Language, string? ConversationId, DateTimeOffset? HeardAt, string? HeardMessage, string? Notice)
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
            "SELECT id, channel, account, address, language, conversation, heard_at AS HeardAt, heard_message AS HeardMessage, notice FROM messenger_places WHERE id = @id", new { id });
        return row is null ? null : new MessengerPlace(
            row.Id, row.Channel, row.Account, row.Address, row.Language, row.Conversation, row.HeardAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null, row.HeardMessage,
            row.Notice);
    }

    /// <summary>The citizen wrote from there; known before anything is answered.</summary>
    /// <param name="message">The messenger's own id of what was written.</param>
    public async Task Heard(MessengerPlace place, DateTimeOffset at, string message, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            """
            INSERT INTO messenger_places (id, channel, account, address, language, heard_at, heard_message) VALUES (@Id, @Channel, @Account, @Address, @Language, @at, @message)
            ON CONFLICT (id) DO UPDATE SET language = excluded.language, heard_at = excluded.heard_at, heard_message = excluded.heard_message
            WHERE coalesce(messenger_places.heard_at, 0) <= excluded.heard_at
            """,
            new { place.Id, place.Channel, place.Account, place.Address, place.Language, at = at.UtcTicks, message });
    }

    /// <summary>What the citizen wrote went to this conversation.</summary>
    public async Task Went(string id, string conversation, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE messenger_places SET conversation = @conversation WHERE id = @id", new { id, conversation });
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
        public string? HeardMessage { get; init; }
        public string? Notice { get; init; }
    }
}
