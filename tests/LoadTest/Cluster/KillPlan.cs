using System.Collections.Immutable;
using System.Globalization;

namespace ContactHub.LoadTest.Cluster;

/// <summary>How often each kind of process is killed.</summary>
/// <param name="Counts">Kills by kind, none of them 0.</param>
internal sealed record KillPlan(ImmutableSortedDictionary<string, int> Counts)
{
    private const int MostOfAKind = 1000;

    public static KillPlan Default { get; } = new(new Dictionary<string, int>
    {
        [PartKinds.Silo] = 4, [PartKinds.Api] = 2, [PartKinds.Redis] = 2, [PartKinds.Postgres] = 2,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public int Total => Counts.Values.Sum();

    /// <summary>Reads <c>silo=10,api=5,redis=5,postgres=5</c>; null when it is not such a text.</summary>
    public static KillPlan? Parse(string text)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
        {
            if (part.Split('=') is not [var kind, var number]
                || !PartKinds.All.Contains(kind, StringComparer.Ordinal)
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                || count is < 1 or > MostOfAKind
                || !counts.TryAdd(kind, count))
            {
                return null;
            }
        }

        return new KillPlan(counts.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>All kills as kinds, in an order that is random but spreads each kind over the whole run.</summary>
    public IReadOnlyList<string> Order(Random random) =>
    [
        .. Counts
            .SelectMany(kind => Enumerable.Range(0, kind.Value).Select(i => (kind.Key, At: (i + random.NextDouble()) / kind.Value)))
            .OrderBy(kill => kill.At)
            .Select(kill => kill.Key),
    ];
}
