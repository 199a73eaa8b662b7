namespace ContactHub.LoadTest.Servers;

/// <summary>The child process behind <c>relay</c> and <c>durable</c>: a web server with one bare hub at /hub.</summary>
internal static class YardstickServer
{
    /// <summary>Collects garbage and answers with resident bytes, so that idle memory can be told from garbage.</summary>
    public const string CollectPath = "/collect";

    /// <summary>Serves until its standard input ends, which it does when the parent goes, however that goes.</summary>
    /// <param name="database">SQLite file of the durable hub; null serves the relay.</param>
    public static async Task<int> ServeAsync(int port, string? database)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddSignalR();
        if (database is not null)
            builder.Services.AddSingleton(_ => new GroupCommitWriter(database));
        await using WebApplication app = builder.Build();
        if (database is null)
        {
            app.MapHub<RelayHub>("/hub");
        }
        else
        {
            // Made here, so that a database that cannot be opened ends the process and not the first message.
            app.Services.GetRequiredService<GroupCommitWriter>();
            app.MapHub<DurableHub>("/hub");
        }

        app.MapPost(CollectPath, () =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Results.NoContent();
        });
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
