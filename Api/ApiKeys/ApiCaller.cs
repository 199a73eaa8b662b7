using ContactHub.Audit;
using ContactHub.Conversations;
using ContactHub.Security;

namespace ContactHub.ApiKeys;

/// <summary>The key behind a request, and what it may see.</summary>
public sealed record ApiCaller(ApiKey Key)
{
    /// <summary>How timelines name it: the hub acting for another system, under that system's name.</summary>
    public Actor Actor => new(ActorKind.System, Id, Key.Name);

    /// <summary>The key's id as timelines and the audit trail know it.</summary>
    public string Id => "key-" + Key.Id;

    /// <summary>Whether conversations of all departments, and those of none, are open to it.</summary>
    public bool SeesAll => Key.Departments.IsEmpty;

    /// <summary>Whether a scope was given to it.</summary>
    public bool Has(string scope) => Key.Scopes.Contains(scope, StringComparer.Ordinal);

    /// <summary>Whether conversations of a department (null: of none yet) are visible.</summary>
    public bool MaySee(string? departmentId) => SeesAll || (departmentId is not null && Key.Departments.Contains(departmentId, StringComparer.Ordinal));

    /// <summary>Whether a conversation is visible.</summary>
    public bool MaySee(ConversationSummary summary) => MaySee(summary.DepartmentId);

    /// <summary>What this key did, for the audit trail.</summary>
    /// <param name="detail">Kept as JSON; never a message's text.</param>
    public AuditEntry Did(string action, string? target = null, object? detail = null) => Auditing.Entry(Id, Key.Name, action, target, detail);

    /// <summary>The caller of a request that passed a policy of a scope.</summary>
    public static ApiCaller Of(HttpContext context) =>
        TryOf(context) ?? throw new InvalidOperationException("The endpoint lacks the policy of a scope.");

    internal static ApiCaller? TryOf(HttpContext context) => context.Items[typeof(ApiCaller)] as ApiCaller;
}
