using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>Hears of other processes' commits, so that their changes reach this process's screens at once.</summary>
internal sealed partial class PostgresCommitListener : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresLogOptions _options;
    private readonly CommitNotifier _notifier;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public PostgresCommitListener(NpgsqlDataSource source, PostgresLogOptions options, CommitNotifier notifier, TimeProvider time, ILogger logger)
    {
        (_source, _options, _notifier, _time, _logger) = (source, options, notifier, time, logger);
        _run = Task.Run(Run);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task Run()
    {
        var lost = false;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(_stop.Token);
                connection.Notification += (_, e) => _notifier.Notify(long.Parse(e.Payload, CultureInfo.InvariantCulture));
                await using (var listen = new NpgsqlCommand($"LISTEN {PostgresAppend.NotifyChannel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(_stop.Token);
                }

                await using (var last = new NpgsqlCommand("SELECT coalesce(max(position), 0) FROM events", connection))
                {
                    // What was committed while nobody listened.
                    _notifier.Notify((long)(await last.ExecuteScalarAsync(_stop.Token))!);
                }

                lost = false;
                while (true) await connection.WaitAsync(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException)
            {
                if (!lost) ListenerLost(e);
                lost = true;
                await Task.Delay(_options.RetryDelay, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventId = 3030, Level = LogLevel.Warning, Message = "Commits of other processes are not heard until the connection is back")]
    private partial void ListenerLost(Exception exception);
}
