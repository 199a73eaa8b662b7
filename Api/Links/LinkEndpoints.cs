using ContactHub.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Links;

/// <summary><c>GET /api/admin/channels</c>: how the channels stand, for those who have to see to it when one is down.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapStaffGroup("/api/admin/channels", Policies.Supervisor).MapGet("", Read);

    private static async Task<Ok<Items<ChannelView>>> Read(LinkOverview overview, CancellationToken ct) =>
        TypedResults.Ok(new Items<ChannelView>(await overview.Read(ct)));
}
