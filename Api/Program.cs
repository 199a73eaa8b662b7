using ContactHub.Commands;
using ContactHub.Startup;

try
{
    if (HubCommands.Find(args) is { } command) return await command(args, Console.Out, Console.Error);

    var builder = WebApplication.CreateBuilder(HubEnvironment.Options(args));
    builder.Configuration.AddSecrets(HubEnvironment.SecretsFolder);
    if (!builder.TryAddContactHub(Console.Error)) return ExitCodes.Configuration;
    var app = builder.Build();
    app.UseContactHub();
    return await app.StartContactHub(Console.Out, Console.Error) ? await app.RunUntilStopped(Console.Error) : ExitCodes.CannotStart;
}
catch (SecretsException e)
{
    await Console.Error.WriteLineAsync("ContactHub cannot start: " + e.Message);
    return ExitCodes.Configuration;
}
