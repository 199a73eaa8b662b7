using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactHub.Audit;

namespace ContactHub.Security;

/// <summary>Makes audit entries of what a signed-in person does.</summary>
public static class Auditing
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What this person did.</summary>
    /// <param name="detail">Kept as JSON; never a message's text.</param>
    public static AuditEntry Did(this ClaimsPrincipal user, string action, string? target = null, object? detail = null) =>
        Entry(user.StaffId(), user.StaffName(), action, target, detail);

    /// <summary>What somebody did.</summary>
    internal static AuditEntry Entry(string actorId, string actor, string action, string? target, object? detail) =>
        new(actorId, actor, action, target, detail is null ? null : JsonSerializer.Serialize(detail, Format));
}
