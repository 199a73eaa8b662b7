using ContactHub.Security;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Accounts.Tests;

public sealed class FirstAdministratorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_made_once(bool onPostgres)
    {
        await using var hub = await TestHub.Start(onPostgres ? await (await PostgresServer.Shared).CreateDatabase() : null);

        var first = await Ensure(hub);
        var second = await Ensure(hub);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await hub.Browser().SignIn(first.Email, first.OneTimePassword)).StatusCode);
    }

    [Fact]
    public async Task Is_not_made_when_there_is_an_administrator()
    {
        await using var hub = await TestHub.Start();
        await hub.Create("deniz@ornek.bel.tr", StaffRoles.Administrator);

        Assert.Null(await Ensure(hub));
    }

    [Fact]
    public async Task A_start_that_died_half_way_is_finished_by_the_next()
    {
        await using var hub = await TestHub.Start();
        await hub.InScope(async services =>
        {
            var half = new StaffAccount { UserName = FirstAdministrator.DefaultEmail, Email = FirstAdministrator.DefaultEmail };
            var result = await services.GetRequiredService<UserManager<StaffAccount>>().CreateAsync(half, TestBrowser.Password);
            Assert.True(result.Succeeded);
            return 0;
        });

        Assert.NotNull(await Ensure(hub));
    }

    [Fact]
    public async Task The_last_active_administrator_stays_one()
    {
        await using var hub = await TestHub.Start();
        var id = await hub.Create("deniz@ornek.bel.tr", StaffRoles.Administrator);
        var agent = new NewStaff("Deniz Kaya", "deniz@ornek.bel.tr", [StaffRoles.Agent], [], 4, ["tr"]);

        var demoted = await hub.InScope(s => s.GetRequiredService<StaffAccounts>().Change(id, agent, active: true));
        var left = await hub.InScope(s => s.GetRequiredService<StaffAccounts>().Change(id, agent with { Roles = [StaffRoles.Administrator] }, active: false));

        Assert.False(demoted.Succeeded);
        Assert.False(left.Succeeded);
    }

    private static Task<FirstSignIn?> Ensure(TestHub hub) => hub.InScope(services => services.GetRequiredService<FirstAdministrator>().EnsureExists());
}
