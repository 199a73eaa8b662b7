namespace ContactHub.Files;

/// <summary>Adds uploads and downloads to the hub.</summary>
internal static class FilesSetup
{
    public static void AddContactHubFiles(this IServiceCollection services, FilesOptions files)
    {
        services.AddSingleton(files).AddSingleton<UploadLimits>().AddSingleton<VirusScanner>().AddSingleton<UploadReceiver>();
        services.AddSingleton<MessageFiles>().AddSingleton<FileLinks>();
        services.AddHostedService<UploadSweeper>();
    }

    public static void MapContactHubFiles(this IEndpointRouteBuilder app)
    {
        UploadEndpoints.Map(app);
        LinkEndpoints.Map(app);
    }
}
