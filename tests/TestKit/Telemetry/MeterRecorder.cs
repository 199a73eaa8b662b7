using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ContactHub.TestKit;

/// <summary>Listens to meters of this process by name and keeps every measurement.</summary>
public sealed class MeterRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _measured = new();

    public MeterRecorder(params string[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!meters.Contains(instrument.Meter.Name, StringComparer.Ordinal)) return;
            Published.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All instruments that were there or came.</summary>
    public ConcurrentBag<Instrument> Published { get; } = [];

    /// <summary>Everything measured so far, and what observable instruments say now.</summary>
    public IReadOnlyList<Measured> All
    {
        get
        {
            _listener.RecordObservableInstruments();
            return [.. _measured];
        }
    }

    /// <summary>The sum of an instrument's measurements whose tags hold all of <paramref name="tags"/>, each as <c>name=value</c>.</summary>
    public double Sum(string instrument, params string[] tags) => Of(instrument, tags).Sum(m => m.Value);

    /// <summary>The measurements of an instrument, oldest first.</summary>
    public IEnumerable<Measured> Of(string instrument, params string[] tags) =>
        All.Where(m => m.Instrument == instrument && tags.All(tag => m.Tags.Contains(tag, StringComparer.Ordinal)));

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++) texts[i] = $"{tags[i].Key}={tags[i].Value}";
        _measured.Enqueue(new Measured(instrument.Name, value, texts));
    }
}

/// <summary>One measurement; tags as <c>name=value</c>.</summary>
public sealed record Measured(string Instrument, double Value, string[] Tags);
