using ContactHub.Links;
using ContactHub.Webhooks;

namespace ContactHub.Admin;

/// <summary>Maps <c>/api/admin</c> (docs/protocol.md, section 8). Every change is in the audit trail.</summary>
public static class AdminEndpoints
{
    /// <summary>Maps the administration of the FAQ, departments, staff, opening hours, webhooks and the keys of other systems, the audit trail, and how the channels stand.</summary>
    public static IEndpointRouteBuilder MapContactHubAdmin(this IEndpointRouteBuilder app)
    {
        FaqEndpoints.Map(app);
        DepartmentEndpoints.Map(app);
        StaffEndpoints.Map(app);
        HoursEndpoints.Map(app);
        WebhookEndpoints.Map(app);
        AuditEndpoints.Map(app);
        ApiKeyEndpoints.Map(app);
        LinkEndpoints.Map(app);
        return app;
    }
}
