using System.Net;
using ContactHub.Accounts;
using ContactHub.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Hubs.Tests;

/// <summary>A desk that is open when the account's sessions are ended from elsewhere.</summary>
public sealed class EndedSessionTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_reset_second_factor_cuts_the_open_desk_off_and_its_cookie_opens_no_other()
    {
        var administrator = await hub.Staff("Yönetici", StaffRoles.Administrator);
        var agent = await hub.Staff("Deniz", StaffRoles.Agent, "su");
        await using var desk = await agent.Open();
        await desk.Call("state");
        using (var scope = hub.Services.CreateScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            var enabled = await users.SetTwoFactorEnabledAsync((await users.FindByIdAsync(agent.Id))!, enabled: true);
            Assert.True(enabled.Succeeded);
        }

        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = hub.Address };
        http.DefaultRequestHeaders.Add(HubHeader.Name, "1");
        http.DefaultRequestHeaders.Add("Cookie", administrator.Cookie);
        using var response = await http.PostAsync(new Uri($"/api/admin/agents/{agent.Id}/two-factor/reset", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await desk.Push("closing", p => p[0].GetString() == "accessChanged");
        await desk.Closed;
        await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(agent.Open);
    }
}
