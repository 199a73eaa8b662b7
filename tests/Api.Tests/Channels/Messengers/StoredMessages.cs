using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Messengers.Tests;

/// <summary>What a hub in a process of its own has stored, read from its files.</summary>
internal sealed class StoredMessages(string folder)
{
    /// <summary>What citizens said, in the order of the log.</summary>
    public List<string> Said() => Read<string>("SELECT json_extract(payload, '$.text') FROM events WHERE kind = 'messagePosted' AND actor LIKE 'citizen/%' ORDER BY position");

    /// <summary>Address and text of each answer of the bot, as they leave.</summary>
    public List<string> Answers()
    {
        var places = Places();
        return [.. Read<(string Via, string Text)>("SELECT json_extract(payload, '$.via'), json_extract(payload, '$.text') FROM events WHERE kind = 'messagePosted' AND actor LIKE 'bot/%'")
            .Select(answer => $"{places[answer.Via]} {MessageText.Plain(answer.Text)}")];
    }

    /// <summary>Of each answer, how much more often it was sent than said.</summary>
    /// <param name="sent">Address and text of each message that was taken.</param>
    public List<int> Surplus(IEnumerable<string> sent)
    {
        var counts = sent.CountBy(one => one, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. Answers().CountBy(answer => answer, StringComparer.Ordinal).Select(answer => counts.GetValueOrDefault(answer.Key) - answer.Value)];
    }

    private List<T> Read<T>(string sql)
    {
        using var log = Open("events.db");
        return [.. log.Query<T>(sql)];
    }

    private Dictionary<string, string> Places()
    {
        using var hub = Open("hub.db");
        return hub.Query<(string Id, string Address)>("SELECT id, address FROM messenger_places").ToDictionary(row => row.Id, row => row.Address, StringComparer.Ordinal);
    }

    private SqliteConnection Open(string file) => new($"Data Source={Path.Combine(folder, file)};Mode=ReadOnly;Pooling=false;Default Timeout=30");
}
