using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ContactHub.EngineFacts;

/// <summary>What grains and observers note for the test, by name, in order.</summary>
public sealed class Journal
{
    private static readonly ConcurrentDictionary<string, Journal> Journals = new(StringComparer.Ordinal);
    private readonly Channel<string> notes = Channel.CreateUnbounded<string>();

    public static Journal Named(string name) => Journals.GetOrAdd(name, static _ => new Journal());

    public void Note(string note) => notes.Writer.TryWrite(note);

    /// <summary>The next note, waiting for it.</summary>
    public Task<string> Next() => notes.Reader.ReadAsync().AsTask().Soon();

    /// <summary>Whether there is a note that nobody has read.</summary>
    public bool HasMore => notes.Reader.TryPeek(out _);
}
