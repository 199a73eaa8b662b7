namespace ContactHub.Webhooks;

/// <summary>The webhooks as every event is compared with them. What this node changes holds at once, what another one changes within two seconds.</summary>
internal sealed class WebhookDirectory(WebhookStore store, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private volatile Copy? _copy;

    /// <summary>All of them, also those that are off.</summary>
    public async ValueTask<IReadOnlyList<Webhook>> All(CancellationToken ct)
    {
        if (_copy is { } copy && clock.GetElapsedTime(copy.ReadAt) < Fresh) return copy.Webhooks;
        var readAt = clock.GetTimestamp();
        var webhooks = await store.All(ct);
        _copy = new Copy(webhooks, readAt);
        return webhooks;
    }

    /// <summary>Null when there is none with this id.</summary>
    public async ValueTask<Webhook?> Find(string id, CancellationToken ct) => (await All(ct)).FirstOrDefault(webhook => webhook.Id == id);

    /// <summary>Something was changed here.</summary>
    public void Changed() => _copy = null;

    private sealed record Copy(IReadOnlyList<Webhook> Webhooks, long ReadAt);
}
