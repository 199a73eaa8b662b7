using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ContactHub.Hubs.Tests;

/// <summary>Keeps what is logged, so that tests can look for what must not be there.</summary>
public sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>Every line with its exception.</summary>
    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    /// <summary>Lines that tell of a fault of the hub itself.</summary>
    public IEnumerable<string> Faults => _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _lines.Enqueue((logLevel, $"{logLevel} {eventId.Name}: {formatter(state, exception)} {exception}"));
    }

    public void Dispose()
    {
        // What was logged stays readable after the host has ended.
    }
}
