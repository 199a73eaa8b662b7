using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>The templates of an account that can be sent.</summary>
/// <param name="Items">By name and language.</param>
/// <param name="At">When Meta was asked.</param>
internal sealed record TemplateList(ImmutableArray<WhatsAppTemplate> Items, DateTimeOffset At)
{
    public WhatsAppTemplate? Find(string? name, string? language) => Items.FirstOrDefault(one => one.Name == name && one.Language == language);
}

/// <summary>
/// The templates of the accounts, kept in this node's memory: Meta takes few such questions an hour, and what was paused meanwhile is refused when it is sent.
/// </summary>
internal sealed class WhatsAppTemplates(WhatsAppApi api, TimeProvider clock, ILogger<WhatsAppTemplates> logger)
{
    /// <summary>How long a list is good.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>Who asks for a new one sooner than this gets the one that is there.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(10);

    /// <summary>6,000 templates, the most that an account may have, languages included.</summary>
    private const int MostPages = 60;

    private readonly ConcurrentDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    /// <summary>The templates of the number's account; or, when they could not be had, why not, in the API's words.</summary>
    /// <param name="fresh">What is kept will not do; without it, an old list is better than none.</param>
    public async Task<(TemplateList? List, string? Fault)> Of(WhatsAppNumber number, bool fresh, CancellationToken ct)
    {
        var account = _accounts.GetOrAdd(number.AccountId, _ => new Account());
        await account.Turn.WaitAsync(ct);
        try
        {
            if (account.List is { } kept && clock.GetUtcNow() - kept.At < (fresh ? LeastAge : Kept)) return (kept, null);
            var (list, fault) = await Fetch(number, ct);
            if (list is not null) account.List = list;
            else WhatsAppLog.NoTemplates(logger, number.Id, fault!);
            return list is not null ? (list, null) : account.List is { } old && !fresh ? (old, null) : (null, fault);
        }
        finally
        {
            account.Turn.Release();
        }
    }

    private async Task<(TemplateList? List, string? Fault)> Fetch(WhatsAppNumber number, CancellationToken ct)
    {
        var found = new List<WhatsAppTemplate>();
        try
        {
            string? after = null;
            for (var page = 0; page < MostPages; page++)
            {
                var answer = await api.Templates(number, after, ct);
                if (!answer.IsOk) return (null, answer.Message ?? "No success.");
                found.AddRange(answer.Body.Items("data").Select(TemplateReader.Read).OfType<WhatsAppTemplate>());
                // "next" says that there is more; its address bears the token, so the cursor is what is asked with.
                var paging = answer.Body.Object("paging");
                after = paging?.Text("next") is null ? null : paging?.Object("cursors")?.Text("after");
                if (after is null) break;
            }
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            return (null, e.Message);
        }

        return (new TemplateList([.. found.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Language, StringComparer.Ordinal)], clock.GetUtcNow()), null);
    }

    private sealed class Account
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public TemplateList? List { get; set; }
    }
}
