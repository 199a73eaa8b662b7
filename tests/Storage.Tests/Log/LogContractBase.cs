using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>A fresh log for each test.</summary>
public abstract class LogContractBase : IAsyncLifetime
{
    /// <summary>How long a test waits for what must happen before it fails; nothing is measured by it.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected IEventLog Log { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Log = await OpenLog();

    public virtual async Task DisposeAsync() => await Log.DisposeAsync();

    protected abstract Task<IEventLog> OpenLog();

    protected async Task Reopen()
    {
        await Log.DisposeAsync();
        Log = await OpenLog();
    }

    /// <summary>Appends events with the texts 1 to <paramref name="count"/>, five at a time.</summary>
    protected async Task AppendNumbered(string id, int count)
    {
        for (var seq = 0; seq < count; seq += 5)
        {
            var texts = Enumerable.Range(seq + 1, Math.Min(5, count - seq)).Select(i => $"{i}").ToArray();
            await Log.Append(Append(id, seq, texts));
        }
    }
}
